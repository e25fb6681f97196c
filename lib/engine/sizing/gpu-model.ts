/** Words of a product name that are not the model: vendor, form factor, memory. */
const notModel = /^(?:nvidia|sxm\d?|pcie|nvl|\d+gi?b)$/;

/** A GPU model in one form: `a100` for `A100`, `NVIDIA A100` and `NVIDIA A100-SXM4-80GB`. */
export function normalGpuModel(model: string): string {
  return model
    .toLowerCase()
    .split(/[\s_-]+/)
    .filter((word) => word !== '' && !notModel.test(word))
    .join(' ');
}
