/** Words that stand in a source exactly so. The highlighter is for nothing else. */
export function Quote({ words, cite }: { words: string; cite?: string }) {
  return (
    <q class="quote" dir="auto" cite={cite}>
      <mark>{words}</mark>
    </q>
  )
}
