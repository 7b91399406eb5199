/** A stretch of words that is in one of two texts, or in both. */
export interface Stretch {
  is: 'same' | 'added' | 'removed'
  text: string
}

/** What goes is struck out, what comes is underlined, and both are said to who does not see it. */
export function ChangedWords({ is, text }: Stretch) {
  if (is === 'same') return <>{text}</>
  return is === 'removed' ? (
    <del class="changed-words">
      <span class="unseen">Removed: </span>
      {text}
    </del>
  ) : (
    <ins class="changed-words">
      <span class="unseen">Added: </span>
      {text}
    </ins>
  )
}
