import { useMemo } from 'preact/hooks'
import { ChangedWords } from '../ui/changed-words.tsx'
import { wordDiff } from './word-diff.ts'

interface DiffWordsProps {
  was: string
  became: string
  language: string | null
}

/** A sentence as it was and as it would be, in one: what goes is struck out, what comes is underlined. */
export function DiffWords({ was, became, language }: DiffWordsProps) {
  const stretches = useMemo(() => wordDiff(was, became, language), [was, became, language])
  return (
    <p class="diff-words" dir="auto">
      {stretches.map((stretch, at) => (
        <ChangedWords key={at} {...stretch} />
      ))}
    </p>
  )
}
