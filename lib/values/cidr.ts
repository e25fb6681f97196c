import * as ipaddr from 'ipaddr.js';

/** An IPv4 range in CIDR notation. */
export class Cidr {
  private constructor(
    private readonly first: number,
    readonly prefixLength: number,
  ) {}

  /**
   * Parses a range such as `10.0.0.0/16`.
   *
   * @throws {Error} if the text is not an IPv4 range, or has host bits set, which Azure rejects.
   */
  static parse(text: string): Cidr {
    if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(text)) {
      throw new Error(`"${text}" is not an IPv4 range in CIDR notation, such as 10.0.0.0/16`);
    }
    const [address, prefixLength] = ipaddr.IPv4.parseCIDR(text);
    const range = new Cidr(toNumber(address), prefixLength);
    if (range.first % range.addressCount !== 0) {
      const start = new Cidr(range.first - (range.first % range.addressCount), prefixLength);
      throw new Error(`"${text}" has host bits set; the range starts at ${start}`);
    }
    return range;
  }

  get addressCount(): number {
    return 2 ** (32 - this.prefixLength);
  }

  overlaps(other: Cidr): boolean {
    return this.first < other.first + other.addressCount && other.first < this.first + this.addressCount;
  }

  contains(other: Cidr): boolean {
    return this.first <= other.first && other.first + other.addressCount <= this.first + this.addressCount;
  }

  containsAddress(address: string): boolean {
    if (!ipaddr.IPv4.isValidFourPartDecimal(address)) return false;
    const number = toNumber(ipaddr.IPv4.parse(address));
    return this.first <= number && number < this.first + this.addressCount;
  }

  /** Address at an index of the range, in dotted notation. The first address has the index 0. */
  address(index: number): string {
    return toText(this.first + index);
  }

  toString(): string {
    return `${toText(this.first)}/${this.prefixLength}`;
  }
}

function toNumber(address: ipaddr.IPv4): number {
  return address.octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

function toText(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
