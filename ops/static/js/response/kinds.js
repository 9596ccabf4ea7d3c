/**
 * Which six acts stand in front, by the kind of event; the rest is one tap further. Pure.
 * The order is where a thumb goes first, not an order of treatment.
 */

const BREATHING = ['breaths', 'oxygen', 'naloxone', 'stimulation', 'airway', 'assessment'];

/** @type {Record<string, string[]>} */
const FRONT = {
  unknown: BREATHING,
  slow_breathing: BREATHING,
  mixed: BREATHING,
  prolonged_sedation: ['breaths', 'oxygen', 'recovery_position', 'stimulation', 'airway', 'assessment'],
  over_amping: ['calm_space', 'cooling', 'fluids', 'oxygen', 'recovery_position', 'assessment'],
  seizure: ['recovery_position', 'airway', 'oxygen', 'suction', 'glucose', 'assessment'],
  allergic: ['epinephrine', 'oxygen', 'breaths', 'airway', 'recovery_position', 'assessment'],
  other_medical: ['breaths', 'oxygen', 'cpr', 'aed', 'glucose', 'assessment'],
  injury: ['recovery_position', 'oxygen', 'airway', 'calm_space', 'note', 'assessment'],
  distress: ['calm_space', 'fluids', 'cooling', 'note', 'recovery_position', 'assessment'],
  safety: ['calm_space', 'note', 'recovery_position', 'oxygen', 'airway', 'assessment'],
};

/** Everything else, in the order of the log's words. */
const ALL = [
  'assessment',
  'stimulation',
  'airway',
  'oxygen',
  'breaths',
  'naloxone',
  'suction',
  'cpr',
  'aed',
  'glucose',
  'epinephrine',
  'cooling',
  'fluids',
  'calm_space',
  'recovery_position',
  'note',
];

/** What goes on until stopped: one button that names the act a tap will log. */
export const TOGGLES = /** @type {const} */ ({
  oxygen: ['oxygen_start', 'oxygen_stop'],
  breaths: ['breaths_start', 'breaths_stop'],
  cpr: ['cpr_start', 'cpr_stop'],
});

const IN_FRONT = 6;

/**
 * @param {string} kind @param {string[]} without what the room's kit has not
 * @param {string[]} [offered] the keys of this site, in its order
 * @returns {string[]} six
 */
export function frontActs(kind, without, offered = ALL) {
  const order = new Set([...(FRONT[kind] ?? []), ...BREATHING, ...offered]);
  return [...order].filter((name) => offered.includes(name) && !without.includes(name)).slice(0, IN_FRONT);
}

/**
 * The rest, also what the kit has not: the ambulance may bring it.
 * @param {string} kind @param {string[]} without @param {string[]} [offered]
 */
export function moreActs(kind, without, offered = ALL) {
  const front = frontActs(kind, without, offered);
  return offered.filter((name) => !front.includes(name));
}
