import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toPeriodInstant } from '#shared/rules/period.ts';
import { TextField } from '../../components/desk/TextField.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toDayKey } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { complianceRows } from './complianceRows.ts';

/** Which rule the system answers how, and the export that a breach notice needs. */
export function Compliance() {
  const { t } = useTranslation('admin');
  const language = deskLanguage();
  return (
    <div className="stack">
      <p className="quiet">{t('compliance.lead')}</p>
      <BreachExport />
      <table className="lines card">
        <thead>
          <tr>
            <th scope="col">{t('compliance.rule')}</th>
            <th scope="col">{t('compliance.asks')}</th>
            <th scope="col">{t('compliance.does')}</th>
            <th scope="col">{t('compliance.left')}</th>
          </tr>
        </thead>
        <tbody>
          {complianceRows.map(({ rule, asks, does, proof, left }) => (
            <tr key={rule}>
              <th scope="row">{rule}</th>
              <td data-prose data-label={t('compliance.asks')}>
                {asks[language]}
              </td>
              <td data-prose data-label={t('compliance.does')}>
                <div className="stack" data-tight>
                  <span>{does[language]}</span>
                  <span className="quiet">
                    {t('compliance.proof')}: {proof}
                  </span>
                </div>
              </td>
              <td data-prose data-label={t('compliance.left')}>
                {left ? left[language] : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const weekMs = 7 * 86_400_000;

function BreachExport() {
  const { t } = useTranslation('admin');
  const { zone } = useZone();
  const [from, setFrom] = useState(() => toDayKey(Date.now() - weekMs, zone));
  const [to, setTo] = useState(() => toDayKey(Date.now(), zone));
  const isReady = from !== '' && to !== '';
  const query = isReady
    ? new URLSearchParams({
        from: new Date(toPeriodInstant(from, 'start', zone)).toISOString(),
        to: new Date(toPeriodInstant(to, 'end', zone)).toISOString(),
      })
    : null;
  return (
    <section className="card stack">
      <h2>{t('compliance.breach')}</h2>
      <p className="quiet">{t('compliance.breachLead')}</p>
      <div className="pair">
        <TextField label={t('compliance.from')} type="date" value={from} onChange={setFrom} />
        <TextField label={t('compliance.to')} type="date" value={to} onChange={setTo} />
      </div>
      {query ? (
        <div>
          <a className="button" href={`/api/v1/admin/breach-export?${query}`} download>
            {t('compliance.download')}
          </a>
        </div>
      ) : null}
    </section>
  );
}
