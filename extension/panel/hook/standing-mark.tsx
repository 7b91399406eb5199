import type { LedgerEntry, Standing } from '../../../core/contract/script.ts'
import { Chip } from '../ui/chip.tsx'

const marks: Record<Standing, { word: string; shape: 'good' | 'open' | 'calm' }> = {
  quoted: { word: 'quoted', shape: 'good' },
  paraphrase: { word: 'paraphrase', shape: 'calm' },
  own_knowledge: { word: 'own knowledge', shape: 'calm' },
  opinion: { word: 'opinion', shape: 'calm' },
  open: { word: 'open', shape: 'open' },
}

/** What backs a sentence, in one word. */
export function StandingMark({ ledger }: { ledger: LedgerEntry }) {
  const { word, shape } = marks[ledger.standing]
  return <Chip shape={shape}>{word}</Chip>
}
