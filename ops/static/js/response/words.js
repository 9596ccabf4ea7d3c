/** The response page's words, in the order they are offered. */

import { t } from '../core/i18n.js';

/** @typedef {import('../floor/words.js').Offer} Offer */

/**
 * @param {Record<string, string>} words
 * @returns {Offer[]}
 */
function offers(words) {
  return Object.entries(words).map(([value, word]) => ({ value, word }));
}

export function kinds() {
  return offers({
    unknown: t('not known yet'),
    slow_breathing: t('slow breathing, sedation'),
    prolonged_sedation: t('long or complex sedation'),
    over_amping: t('over-amping'),
    mixed: t('mixed'),
    seizure: t('seizure'),
    allergic: t('allergic'),
    other_medical: t('other medical'),
    injury: t('fall, injury'),
    distress: t('distress'),
    safety: t('safety'),
    other: t('other'),
  });
}

/** What the log says was done. */
export function actions() {
  return offers({
    assessment: t('assessment'),
    stimulation: t('stimulation'),
    airway: t('airway, position'),
    oxygen_start: t('oxygen'),
    oxygen_stop: t('oxygen stopped'),
    breaths_start: t('breaths begun'),
    breaths_stop: t('breaths stopped'),
    naloxone: t('naloxone'),
    suction: t('suction'),
    cpr_start: t('CPR begun'),
    cpr_stop: t('CPR stopped'),
    aed: t('AED'),
    glucose: t('glucose'),
    epinephrine: t('epinephrine'),
    cooling: t('cooling'),
    fluids: t('fluids'),
    calm_space: t('calm space'),
    recovery_position: t('recovery position'),
    ambulance_called: t('ambulance called'),
    ambulance_cancelled: t('ambulance cancelled'),
    ambulance_arrived: t('ambulance is here'),
    ambulance_left_with_person: t('ambulance left with the %(person)s'),
    ambulance_chose_not_to_go: t('ambulance came, %(person)s chose not to go'),
    mark: t('MARK'),
    note: t('note'),
  });
}

export function givenBy() {
  return offers({
    staff: t('staff'),
    peer: t('peer or friend'),
    participant: t('the %(person)s'),
    paramedic: t('paramedic'),
    before_us: t('before we came'),
  });
}

/** Why a row is put right or taken out; it need not be said. */
export function reasons() {
  return offers({ mis_tap: t('mis-tap'), wrong_value: t('wrong value'), wrong_time: t('wrong time') });
}

/** The scale written out, never a bare number. */
export function sedation() {
  return offers({
    awake: t('awake'),
    drowsy: t('drowsy'),
    responds_to_voice: t('responds to voice'),
    responds_to_pressure: t('responds to pressure'),
    unresponsive: t('unresponsive'),
  });
}

/** The words of every value that is a choice. @returns {Record<string, Offer[]>} */
export function choices() {
  return {
    sedation: sedation(),
    device: offers({
      nasal: t('nasal'),
      mask: t('mask'),
      non_rebreather: t('non-rebreather'),
      bag_valve: t('bag-valve'),
    }),
    amount: offers({ not_known: t('not known') }),
    flow: offers({ not_known: t('not known') }),
    by_route: offers({ im: t('IM'), in: t('IN'), iv: t('IV'), sc: t('SC') }),
    skin: offers({
      usual: t('usual'),
      pale: t('pale'),
      grey_blue: t('grey or blue'),
      flushed: t('flushed'),
      clammy: t('clammy'),
    }),
    pupils: offers({
      pinpoint: t('pinpoint'),
      usual: t('usual'),
      wide: t('wide'),
      uneven: t('uneven'),
    }),
  };
}

/** The name of a value as a heading. @returns {Record<string, string>} */
export function valueNames() {
  return {
    litres_per_minute: t('litres a minute'),
    device: t('how'),
    every_seconds: t('one breath every'),
    dose_mg: t('dose'),
    by_route: t('given'),
    sedation: t('how they respond'),
    breaths_per_minute: t('breaths a minute'),
    spo2_percent: t('SpO2'),
    pulse_per_minute: t('pulse'),
    skin: t('skin'),
    pupils: t('pupils'),
    temperature_celsius: t('temperature'),
    glucose_mmol_per_litre: t('glucose'),
    shocks: t('shocks'),
    dose_grams: t('dose'),
    millilitres: t('amount'),
    text: t('words'),
  };
}

export function outcomeStates() {
  return offers({
    awake: t('awake and well'),
    sedated_breathing: t('still sedated, breathing'),
    worse: t('worse'),
    not_known: t('not known'),
  });
}

export function outcomePlaces() {
  return offers({
    stayed: t('stayed, aftercare'),
    left: t('left'),
    with_ambulance: t('left with ambulance'),
    other_care: t('handed to other care'),
  });
}

export function outcomeAmbulance() {
  return offers({
    not_called: t('not called'),
    cancelled: t('cancelled'),
    came_not_needed: t('came, not needed'),
    chose_not_to_go: t('came, chose not to go'),
    transported: t('transported'),
  });
}

/** What came of a prompt to offer something; none has to be asked. */
export function offered() {
  return offers({ taken: t('taken'), offered: t('offered'), not_asked: t('not asked') });
}

/** Of the team. */
export function debriefs() {
  return offers({ offered: t('offered'), held: t('held'), later: t('later'), not_needed: t('not needed') });
}
