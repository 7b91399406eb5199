import { useState } from 'preact/hooks'
import type { Source, SourceCheck } from '../../../core/contract/source.ts'
import { copied } from '../copied.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { now } from '../words/now.ts'
import { useMayWrite } from '../writing.tsx'
import { BeforeCopy } from './before-copy.tsx'
import { type Found, foundOf } from './check-words.ts'

interface CopyCheckedProps {
  /** What it was made of. Those that the project does not have any more are nobody's to look at. */
  of: { id: string }[]
  /** @param changed what a check found of the sources */
  text: (changed: Found['other']) => string
}

/** Copies what was made of sources as Markdown, after asking whether these are still what they were. */
export function CopyChecked({ of, text }: CopyCheckedProps) {
  const { world, feedback } = usePanel()
  const mayWrite = useMayWrite()
  const [asking, setAsking] = useState(false)
  const sources = world.work.value.sources.filter(source => of.some(each => each.id === source.id))
  const copy = () => copied(feedback, text(foundOf(sources, world.checks.of).other))
  return (
    <>
      <Button
        small
        icon="copy"
        onClick={() => {
          const { other, unchecked } = foundOf(sources, checkedLately(world.checks.of, now.value))
          // Looking again is told to everybody in the project: who only reads copies it as it is known.
          if (mayWrite && other.length + unchecked.length > 0) setAsking(true)
          else void copy()
        }}
      >
        Copy
      </Button>
      {asking && (
        <BeforeCopy sources={sources} onCopy={() => void copy()} onClosed={() => setAsking(false)} />
      )}
    </>
  )
}

/** A check holds for a day; after that somebody has to look again. */
const checkedLately = (of: (source: Source) => SourceCheck | null, at: number) => (source: Source) => {
  const check = of(source)
  return check && at - Date.parse(check.at) < 86_400_000 ? check : null
}
