import { useTranslation } from 'react-i18next';
import type { ProgrammeChangeLine } from '#shared/model/budget.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toInstantText } from '../../lib/desk/format.ts';

/** Who changed what and when, newest first; the whole is in the audit trail. */
export function ChangeHistory({ lines }: { readonly lines: readonly ProgrammeChangeLine[] }) {
  const { t } = useTranslation('programme');
  const { zone } = useZone();
  if (lines.length === 0) return <Empty>{t('detail.noHistory')}</Empty>;
  return (
    <ol className="card stack" data-tight>
      {lines.map(({ at, by, kind, parts, year, file }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two changes may lie in one millisecond
        <li key={`${at}|${index}`}>
          <span className="quiet">{toInstantText(at, zone)}</span> <span className="strong">{by}</span>{' '}
          {t(`detail.change.${kind}`, {
            parts: parts.map((part) => t(`part.${part}`, { defaultValue: part })).join(', '),
            year,
            file,
          })}
        </li>
      ))}
    </ol>
  );
}
