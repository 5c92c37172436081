import { useTranslation } from 'react-i18next';
import { Message, Tag } from '../../components/desk/Message.tsx';

interface SimulatedTagProps {
  readonly count: number;
  readonly of: number;
}

/** How many of what was put together are simulated; nothing where none is. */
export function SimulatedTag({ count, of }: SimulatedTagProps) {
  const { t } = useTranslation('programme');
  if (count === 0) return null;
  return <Tag tone="watch">{count === of ? t('simulated') : t('simulatedCount', { count, total: of })}</Tag>;
}

/** The same of everything on a page, in a sentence. */
export function SimulatedNote({ rows }: { readonly rows: readonly { readonly simulated: boolean }[] }) {
  const { t } = useTranslation('programme');
  const count = rows.filter(({ simulated }) => simulated).length;
  if (count === 0) return null;
  const kind = count === rows.length ? 'all' : 'some';
  return <Message tone="watch">{t(`simulatedRows.${kind}`, { count, total: rows.length })}</Message>;
}
