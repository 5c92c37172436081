import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ImportSummary } from '#shared/model/importFile.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { Tag, type Tone } from '../../components/desk/Message.tsx';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { toTimeText } from '../../lib/desk/format.ts';

const tones: Readonly<Record<ImportSummary['state'], Tone>> = {
  draft: 'watch',
  committed: 'good',
  undone: 'plain',
};

/** Files that were dropped before, newest first. */
export function FileList({ items }: { readonly items: readonly ImportSummary[] }) {
  const { t } = useTranslation('file');
  const { zone } = useZone();
  const names = useNames();
  if (items.length === 0) return <Empty>{t('none')}</Empty>;
  return (
    <ul className="stack" data-tight>
      {items.map(({ id, name, state, agency, by, at, result }) => (
        <li key={id} className="card row" data-apart>
          <div className="stack" data-tight>
            <Link className="strong target" to={`/input/berkas/${id}`}>
              {name}
            </Link>
            <span className="quiet">
              {names.agencyName(agency)} · {by} · {toTimeText(at, zone)}
            </span>
            {result ? (
              <span className="quiet">
                {t('committed', { recorded: result.recorded, duplicates: result.duplicates })}
              </span>
            ) : null}
          </div>
          <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
        </li>
      ))}
    </ul>
  );
}
