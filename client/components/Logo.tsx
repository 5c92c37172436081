interface LogoProps {
  readonly className?: string | undefined;
}

/** The knot: one line that passes through itself. */
export function Logo({ className }: LogoProps) {
  return (
    <svg className={className} viewBox="0 0 40 24" fill="none" aria-hidden="true">
      <path
        d="M8.5 5.5c6.5 0 16 13 23 13a6.5 6.5 0 0 0 0-13c-2.6 0-5.4 1.8-8.2 4.1"
        stroke="var(--accent)"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      <path
        d="M16.7 14.4c-2.8 2.3-5.6 4.1-8.2 4.1a6.5 6.5 0 0 1 0-13"
        stroke="var(--text-1)"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
    </svg>
  );
}
