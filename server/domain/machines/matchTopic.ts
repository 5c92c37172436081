/** True where an MQTT topic filter takes a topic (MQTT 3.1.1, 4.7). */
export function matchTopic(filter: string, topic: string): boolean {
  // Wildcards do not reach the broker's own topics.
  if (topic.startsWith('$') && /^[+#]/.test(filter)) return false;
  const wanted = filter.split('/');
  const given = topic.split('/');
  for (const [index, part] of wanted.entries()) {
    if (part === '#') return true;
    if (index >= given.length) return false;
    if (part !== '+' && part !== given[index]) return false;
  }
  return wanted.length === given.length;
}

/** Why a text is no topic filter, for the author of a region pack; null where it is one. */
export function findFilterFault(filter: string): string | null {
  const levels = filter.split('/');
  if (filter.includes('\0')) return 'must not hold U+0000';
  if (levels.length > 20) return 'must have at most 20 levels';
  for (const [index, level] of levels.entries()) {
    if (level.includes('#') && (level !== '#' || index !== levels.length - 1))
      return '"#" must be the whole last level';
    if (level.includes('+') && level !== '+') return '"+" must be a whole level';
  }
  if (levels[0] === '#' || filter === '+') return 'must not take every topic of the broker';
  return null;
}

/** A level of a topic, counted from 1. */
export function readLevel(topic: string, level: number): string | null {
  return topic.split('/')[level - 1] ?? null;
}
