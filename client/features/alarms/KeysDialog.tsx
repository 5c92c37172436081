import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Check } from '../../components/desk/Check.tsx';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { type AlarmAct, actKeys } from '../../lib/desk/alarmKeys.ts';
import { hasLetterKeys, setLetterKeys } from '../../lib/desk/letterKeys.ts';

interface KeysDialogProps {
  /** Pages with the letter that leads to them. */
  readonly places: string;
  readonly onClose: () => void;
}

/** All keys, and the switch for those that are single letters. */
export function KeysDialog({ places, onClose }: KeysDialogProps) {
  const { t } = useTranslation('alarm');
  const [isOn, setOn] = useState(hasLetterKeys);
  const rows: readonly (readonly [string, string])[] = [
    [t('keys.move'), t('keys.moveText')],
    [t('keys.pick'), t('keys.pickText')],
    [t('keys.details'), t('keys.detailsText')],
    ...(Object.entries(actKeys) as [AlarmAct, string][]).map(([act, key]) => [key, t(`act.${act}`)] as const),
    [t('keys.raise'), t('act.raise')],
    ['?', t('keys.title')],
    ['Esc', t('keys.leave')],
    [t('keys.chord'), t('keys.chordText', { places })],
  ];
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      <p className="quiet">{t('keys.lead')}</p>
      <Check
        checked={isOn}
        onChange={(next) => {
          setLetterKeys(next);
          setOn(next);
        }}
      >
        {t('keys.letters')}
      </Check>
      <dl className="facts">
        {rows.map(([key, text]) => (
          <div key={key + text} style={{ display: 'contents' }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <div>
        <button type="button" onClick={onClose}>
          {t('common:close')}
        </button>
      </div>
    </Dialog>
  );
}
