import { nearestName } from '../problems/value-rules';

/**
 * Regions of the public cloud with the IANA time zone of their location. Regions of a government or
 * of China, staging regions and regions of early updates are not in the table.
 *
 * Names and locations: Azure/terraform-azurerm-avm-utl-regions, `modules/cached-data`, which
 * Microsoft generates from the list-locations API (data of 2026-03, read 2026-12);
 * learn.microsoft.com/azure/reliability/regions-list. Time zones: the IANA time zone database,
 * `zone1970.tab`, for the country and the city or state.
 */
const timeZones: Readonly<Record<string, string>> = {
  australiacentral: 'Australia/Sydney',
  australiacentral2: 'Australia/Sydney',
  australiaeast: 'Australia/Sydney',
  australiasoutheast: 'Australia/Melbourne',
  austriaeast: 'Europe/Vienna',
  belgiumcentral: 'Europe/Brussels',
  brazilsouth: 'America/Sao_Paulo',
  brazilsoutheast: 'America/Sao_Paulo',
  canadacentral: 'America/Toronto',
  canadaeast: 'America/Toronto',
  centralindia: 'Asia/Kolkata',
  centralus: 'America/Chicago',
  chilecentral: 'America/Santiago',
  denmarkeast: 'Europe/Copenhagen',
  eastasia: 'Asia/Hong_Kong',
  eastus: 'America/New_York',
  eastus2: 'America/New_York',
  francecentral: 'Europe/Paris',
  francesouth: 'Europe/Paris',
  germanynorth: 'Europe/Berlin',
  germanywestcentral: 'Europe/Berlin',
  indonesiacentral: 'Asia/Jakarta',
  israelcentral: 'Asia/Jerusalem',
  italynorth: 'Europe/Rome',
  japaneast: 'Asia/Tokyo',
  japanwest: 'Asia/Tokyo',
  jioindiacentral: 'Asia/Kolkata',
  jioindiawest: 'Asia/Kolkata',
  koreacentral: 'Asia/Seoul',
  koreasouth: 'Asia/Seoul',
  malaysiawest: 'Asia/Kuala_Lumpur',
  mexicocentral: 'America/Mexico_City',
  newzealandnorth: 'Pacific/Auckland',
  northcentralus: 'America/Chicago',
  northeurope: 'Europe/Dublin',
  norwayeast: 'Europe/Oslo',
  norwaywest: 'Europe/Oslo',
  polandcentral: 'Europe/Warsaw',
  qatarcentral: 'Asia/Qatar',
  southafricanorth: 'Africa/Johannesburg',
  southafricawest: 'Africa/Johannesburg',
  southcentralus: 'America/Chicago',
  southeastasia: 'Asia/Singapore',
  southindia: 'Asia/Kolkata',
  spaincentral: 'Europe/Madrid',
  swedencentral: 'Europe/Stockholm',
  switzerlandnorth: 'Europe/Zurich',
  switzerlandwest: 'Europe/Zurich',
  uaecentral: 'Asia/Dubai',
  uaenorth: 'Asia/Dubai',
  uksouth: 'Europe/London',
  ukwest: 'Europe/London',
  westcentralus: 'America/Denver',
  westeurope: 'Europe/Amsterdam',
  westindia: 'Asia/Kolkata',
  westus: 'America/Los_Angeles',
  westus2: 'America/Los_Angeles',
  westus3: 'America/Phoenix',
};

/**
 * Offset of each time zone to UTC without daylight saving time, in the form of the maintenance
 * windows of AKS.
 */
const standardOffsets: Readonly<Record<string, string>> = {
  'Africa/Johannesburg': '+02:00',
  'America/Chicago': '-06:00',
  'America/Denver': '-07:00',
  'America/Los_Angeles': '-08:00',
  'America/Mexico_City': '-06:00',
  'America/New_York': '-05:00',
  'America/Phoenix': '-07:00',
  'America/Santiago': '-04:00',
  'America/Sao_Paulo': '-03:00',
  'America/Toronto': '-05:00',
  'Asia/Dubai': '+04:00',
  'Asia/Hong_Kong': '+08:00',
  'Asia/Jakarta': '+07:00',
  'Asia/Jerusalem': '+02:00',
  'Asia/Kolkata': '+05:30',
  'Asia/Kuala_Lumpur': '+08:00',
  'Asia/Qatar': '+03:00',
  'Asia/Seoul': '+09:00',
  'Asia/Singapore': '+08:00',
  'Asia/Tokyo': '+09:00',
  'Australia/Melbourne': '+10:00',
  'Australia/Sydney': '+10:00',
  'Europe/Amsterdam': '+01:00',
  'Europe/Berlin': '+01:00',
  'Europe/Brussels': '+01:00',
  'Europe/Copenhagen': '+01:00',
  'Europe/Dublin': '+00:00',
  'Europe/London': '+00:00',
  'Europe/Madrid': '+01:00',
  'Europe/Oslo': '+01:00',
  'Europe/Paris': '+01:00',
  'Europe/Rome': '+01:00',
  'Europe/Stockholm': '+01:00',
  'Europe/Vienna': '+01:00',
  'Europe/Warsaw': '+01:00',
  'Europe/Zurich': '+01:00',
  'Pacific/Auckland': '+12:00',
};

/** Names of the regions of the public cloud. */
export const regionNames: readonly string[] = Object.keys(timeZones);

/** IANA time zone of a region; undefined for a region that the table does not contain. */
export function timeZoneOfRegion(region: string): string | undefined {
  return Object.hasOwn(timeZones, region) ? timeZones[region] : undefined;
}

/**
 * Offset to UTC of a region without daylight saving time, such as `+09:00`; undefined for a region
 * that the table does not contain.
 */
export function standardOffsetOfRegion(region: string): string | undefined {
  const timeZone = timeZoneOfRegion(region);
  return timeZone === undefined ? undefined : standardOffsets[timeZone];
}

/** Why a region of the public cloud is doubtful; undefined for a region of the table. */
export function unknownRegion(region: string): string | undefined {
  if (timeZoneOfRegion(region) !== undefined) return undefined;
  const nearest = nearestName(region, regionNames);
  return `"${region}" is not one of the ${regionNames.length} known regions of Azure.${nearest === '' ? '' : ` ${nearest}`}`;
}
