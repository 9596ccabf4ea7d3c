/** Words of a drill's times, in the order they are hoped for. */

import { t } from '../core/i18n.js';

export function drillSteps() {
  return [
    { value: 'going', word: t('somebody going') },
    { value: 'there', word: t('somebody there') },
    { value: 'breathing', word: t('first oxygen or breath') },
    { value: 'dose', word: t('first dose') },
    { value: 'ambulance', word: t('ambulance called') },
    { value: 'over', word: t('over') },
  ];
}
