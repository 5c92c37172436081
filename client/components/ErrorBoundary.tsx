import i18next from 'i18next';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import styles from './ErrorBoundary.module.css';

interface ErrorBoundaryProps {
  readonly name: string;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly hasFailed: boolean;
}

const retryMs = 15_000;

/** Keeps one broken panel from taking the wall with it; tries again by itself and on request. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { hasFailed: false };
  private timer: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { hasFailed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.warn(`panel ${this.props.name} failed`, error.message, info.componentStack);
    this.timer = setTimeout(this.retry, retryMs);
  }

  override componentWillUnmount(): void {
    clearTimeout(this.timer);
  }

  private readonly retry = (): void => {
    clearTimeout(this.timer);
    this.setState({ hasFailed: false });
  };

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div className={styles.failed} role="status">
        <p>{i18next.t('panel.failed')}</p>
        <button type="button" onClick={this.retry}>
          {i18next.t('panel.retry')}
        </button>
      </div>
    );
  }
}
