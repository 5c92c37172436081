import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetSection as Section } from '#shared/model/handover.ts';
import { Tag } from '../../components/desk/Message.tsx';
import styles from './Sheet.module.css';

interface SheetSectionProps<Item> {
  readonly title: string;
  readonly section: Section<Item>;
  readonly keyOf: (item: Item) => string;
  readonly children: (item: Item) => ReactNode;
  /** What stands below the entries, e.g. a box to tick. */
  readonly foot?: ReactNode;
}

/** One section of the sheet. What could not be known is said, and never looks like nothing. */
export function SheetSection<Item>({ title, section, keyOf, children, foot }: SheetSectionProps<Item>) {
  const { t } = useTranslation('handover');
  if (section.status === 'unavailable') {
    return (
      <section className={styles['section']} data-unavailable>
        <h3>{title}</h3>
        <div className={styles['body']}>
          <p>
            <Tag tone="watch">{t('sheet.unavailable')}</Tag> {t(`sheet.reason.${section.reason}`)}
          </p>
          {foot}
        </div>
      </section>
    );
  }
  const { items, more } = section;
  return (
    <section className={styles['section']}>
      <h3>
        {title} <span className={styles['count']}>{items.length + more}</span>
      </h3>
      <div className={styles['body']}>
        {items.length === 0 ? <p className="quiet">{t('sheet.none')}</p> : null}
        <ul className={styles['items']}>
          {items.map((item) => (
            <li key={keyOf(item)}>{children(item)}</li>
          ))}
        </ul>
        {more > 0 ? <p className="strong">{t('sheet.more', { count: more })}</p> : null}
        {foot}
      </div>
    </section>
  );
}
