/** Shapes of what is grave, what is to be watched and what is slight, in a field of 16 × 16. */
export const markShapes = {
  bad: (
    <>
      <path d="M8 .6 15.4 8 8 15.4.6 8Z" fill="currentColor" />
      <path d="M8 4.2v4.6M8 10.3v1.7" stroke="var(--base)" strokeWidth="1.7" />
    </>
  ),
  watch: (
    <>
      <path
        d="M8 1.9 15 14.1H1Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinejoin="round"
      />
      <path d="M8 6v4M8 11.4v1.3" stroke="currentColor" strokeWidth="1.6" />
    </>
  ),
  quiet: <path d="M5 5h6v6H5Z" fill="currentColor" />,
} as const;
