import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsked } from '../../hooks/review/useAsked.ts';
import { ShownContext } from '../../hooks/review/useShown.ts';
import { useJoined, useReviewStore } from '../../stores/reviewStore.ts';
import { AgendaTab } from './AgendaTab.tsx';
import { AnswerCard } from './AnswerCard.tsx';
import { DecisionsTab } from './DecisionsTab.tsx';
import { PeopleTab } from './PeopleTab.tsx';
import { PollCard } from './PollCard.tsx';
import { QuestionsTab } from './QuestionsTab.tsx';
import styles from './SidePanel.module.css';

const tabs = ['agenda', 'questions', 'decisions', 'people'] as const;
type Tab = (typeof tabs)[number];

const bodies: Readonly<Record<Tab, () => ReactNode>> = {
  agenda: AgendaTab,
  questions: QuestionsTab,
  decisions: DecisionsTab,
  people: PeopleTab,
};

interface SidePanelProps {
  readonly isOpen: boolean;
  readonly onReady: (isReady: boolean) => void;
}

/** What is talked about, asked, decided, and who is here; what waits for whoever sits here stands above all of it. Closed it is out of sight, not gone. */
export function SidePanel({ isOpen, onReady }: SidePanelProps) {
  const { t } = useTranslation('review');
  const [tab, setTab] = useState<Tab>('agenda');
  const [opened, setOpened] = useState<readonly Tab[]>(['agenda']);
  const asked = useAsked();
  const choose = (next: Tab): void => {
    setTab(next);
    setOpened((before) => (before.includes(next) ? before : [...before, next]));
  };
  return (
    <aside className={styles.panel} aria-label={t('panel.label')} hidden={!isOpen}>
      {asked.map((question) => (
        <AnswerCard key={question.id} question={question} />
      ))}
      <PollCard onReady={onReady} />
      <Tabs tab={tab} onTab={choose} />
      {/* One that was opened stays, out of sight, with what was typed in it. */}
      {opened.map((one) => {
        const Body = bodies[one];
        return (
          <div
            key={one}
            className={`review-plain ${styles.body}`}
            role="tabpanel"
            id={`panel-${one}`}
            aria-labelledby={`tab-${one}`}
            hidden={one !== tab}
          >
            <ShownContext value={isOpen && one === tab}>
              <Body />
            </ShownContext>
          </div>
        );
      })}
    </aside>
  );
}

interface TabsProps {
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
}

function Tabs({ tab, onTab }: TabsProps) {
  const { t } = useTranslation('review');
  const { session } = useJoined();
  const here = useReviewStore((state) => state.here);
  const list = useRef<HTMLDivElement>(null);
  const counts: Readonly<Record<Tab, number | null>> = {
    agenda: null,
    questions: session.questions.length,
    decisions: session.decisions.filter(({ withdrawn }) => withdrawn === null).length,
    people: here,
  };
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    // The arrows of the page choose scenes.
    event.preventDefault();
    event.stopPropagation();
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length] ?? tab;
    onTab(next);
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <div className={styles.tabs} role="tablist" aria-label={t('panel.label')} ref={list} onKeyDown={move}>
      {tabs.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          id={`tab-${one}`}
          aria-selected={one === tab}
          aria-controls={one === tab ? `panel-${one}` : undefined}
          tabIndex={one === tab ? 0 : -1}
          onClick={() => onTab(one)}
        >
          {t(`tab.${one}`)}
          {counts[one] ? <b> {counts[one]}</b> : null}
        </button>
      ))}
    </div>
  );
}
