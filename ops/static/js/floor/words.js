/**
 * The tablet's words for what travels on the wire, in the order they are offered.
 * Functions, not tables: the catalogue decides when they are read.
 */

import { t } from '../core/i18n.js';
import { siteWords } from '../core/site_words.js';
import { closedBecause, REASONS } from '../core/room_words.js';

/** @typedef {{value: string, word: string}} Offer */

/**
 * @param {Record<string, string>} words
 * @returns {Offer[]}
 */
export function offers(words) {
  return Object.entries(words).map(([value, word]) => ({ value, word }));
}

/**
 * @param {Offer[]} list
 * @param {string | null | undefined} value
 */
export function wordFor(list, value) {
  if (!value) return t('not recorded');
  // A word this tablet does not know yet is shown as it came rather than hidden.
  return list.find((offer) => offer.value === value)?.word ?? value.replaceAll('_', ' ');
}

export function answers() {
  return offers({
    ok: t('OK, awake'),
    asleep: t('asleep, breathing seen'),
    keep_an_eye: t('keep an eye'),
    hard_to_rouse: t('hard to rouse, breathing'),
    not_here: t('not here'),
  });
}

/** What "not here" turned out to mean. */
export function notHereWays() {
  return offers({
    left: t('left'),
    washroom: t('washroom'),
    moved: t('moved to another place'),
    unknown: t('don’t know'),
  });
}

export function stepOutPlaces() {
  return offers({
    washroom: t('washroom'),
    smoke: t('outside for a smoke'),
    phone: t('on the phone'),
    other: t('somewhere else'),
  });
}

/** Without "rather not say", which is the absence of an answer and stands first. */
export function routes() {
  return offers({
    inject: t('inject'),
    smoke: t('smoke'),
    snort: t('snort'),
    swallow: t('swallow'),
    other: t('another way'),
  });
}

/** All there are, by the site's names where it has its own. */
export function substances() {
  return offers({ ...ourSubstances(), ...siteWords()?.names });
}

/** Those that the site offers, in its order, and what was said already. @param {string[]} said */
export function offeredSubstances(said) {
  const known = substances();
  const wanted = siteWords()?.substances;
  if (!wanted) return known;
  return [...new Set([...wanted, ...said])].map((value) => ({ value, word: wordFor(known, value) }));
}

function ourSubstances() {
  return {
    unspecified_opioid: t('an opioid, “down”'),
    fentanyl: t('fentanyl'),
    heroin: t('heroin'),
    hydromorphone: t('hydromorphone'),
    morphine: t('morphine'),
    oxycodone: t('oxycodone'),
    cocaine: t('cocaine'),
    crack: t('crack'),
    methamphetamine: t('methamphetamine'),
    amphetamine: t('amphetamine'),
    benzodiazepine: t('benzodiazepine'),
    ketamine: t('ketamine'),
    mdma: t('MDMA'),
    other: t('other'),
    unknown: t('not known'),
  };
}

/** As the site offers them, by its names where it has its own. @param {{genders: string[], names: Record<string, string>}} asked */
export function offeredGenders({ genders, names }) {
  const ours = {
    female: t('female'),
    male: t('male'),
    trans: t('trans'),
    non_binary: t('non-binary'),
    two_spirit: t('two-spirit'),
    other: t('other'),
  };
  const known = offers({ ...ours, ...names });
  return genders.map((value) => ({ value, word: wordFor(known, value) }));
}

/** `under_20`, `20_29`, `60_plus`. @param {string} band */
export function ageBand(band) {
  const [low, high] = band.split('_');
  if (low === 'under') return t('under %(years)s', { years: high });
  return high === 'plus' ? t('%(years)s and over', { years: low }) : `${low}–${high}`;
}

/** How a look is made, agreed at seating. */
export function looks() {
  return offers({ eyes: t('eyes only'), hello: t('say hello'), knock: t('knock') });
}

export function leaveWays() {
  return offers({
    left: t('left'),
    with_ambulance: t('left with ambulance'),
    other_care: t('handed to other care'),
    not_recorded: t('end not recorded'),
  });
}

export function turnedAwayReasons() {
  return offers({
    full: t('full'),
    closing: t('closing'),
    age: t('age'),
    pause: t('service pause'),
    route: t('route not offered'),
    other: t('another reason'),
  });
}

/** The room's own state: who may come in. */
export function roomStates() {
  return offers({
    open: t('open to new %(people)s'),
    closed: t('closed to new %(people)s'),
    last_entry: t('last entry'),
    closing: t('closing'),
    everyone_out: t('EVERYONE OUT'),
    lock_down: t('lock-down'),
  });
}

/** What is known of someone while everyone is out. */
export function headCounts() {
  return offers({
    out: t('out'),
    needs_carrying: t('needs carrying'),
    refused: t('refused'),
    not_found: t('not found'),
  });
}

export function roomReasons() {
  return REASONS.map((value) => ({ value, word: closedBecause(value) }));
}

export function staffPlaces() {
  return offers({
    floor: t('on the floor'),
    break: t('on break'),
    response: t('with a response'),
    outside: t('outside'),
  });
}

/** Where a response can be when it is not at a booth. */
export function responsePlaces() {
  return offers({
    washroom: t('washroom'),
    door: t('door'),
    outside: t('outside'),
    other: t('elsewhere'),
  });
}

/** The short word on a tile for what was last seen. @param {string | null | undefined} answer */
export function lastSeen(answer) {
  return wordFor(answers(), answer);
}
