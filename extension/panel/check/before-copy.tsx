import type { Source } from '../../../core/contract/source.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { count } from '../words/numbers.ts'
import { CheckProgress } from './check-bar.tsx'
import { checkWords, foundOf, foundWords } from './check-words.ts'

interface BeforeCopyProps {
  sources: Source[]
  /** Copies, and says so. The creator decides, whatever was found. */
  onCopy: () => void
  onClosed: () => void
}

/** Before a brief leaves the panel: which of its sources changed or went away since they were clipped. */
export function BeforeCopy({ sources, onCopy, onClosed }: BeforeCopyProps) {
  const { world } = usePanel()
  const going = world.checks.going.value
  const found = foundOf(sources, world.checks.of)
  const looked = found.unchecked.length === 0
  return (
    <Dialog title="Are the sources still as you clipped them?" onClosed={onClosed}>
      {close => (
        <div class="before-copy">
          {going ? (
            <CheckProgress />
          ) : (
            <p role="status">
              {looked
                ? `Of ${count(sources.length, 'source')}: ${foundWords(found)}.`
                : `${count(found.unchecked.length, 'source')} of ${sources.length} ${found.unchecked.length === 1 ? 'was' : 'were'} not looked at since you clipped. Checking visits each page once more; your own copies stay as they are.`}
            </p>
          )}
          {found.other.length > 0 && (
            <ul class="before-copy__list">
              {found.other.map(({ source, check }) => (
                <li key={source.id}>
                  <b dir="auto">{source.title}</b>
                  <span>
                    {checkWords(check)?.head}: <bdi>{check.detail}</bdi>
                  </span>
                </li>
              ))}
            </ul>
          )}
          {found.other.length > 0 && (
            <p class="before-copy__aside">The copy lists them, so that you find them again.</p>
          )}
          <div class="dialog__acts">
            <Button
              tone={looked ? 'plain' : 'primary'}
              icon="retry"
              held={going !== null}
              onClick={() => void world.checks.run(looked ? sources : found.unchecked)}
            >
              {looked ? 'Check again' : 'Check sources'}
            </Button>
            <Button
              tone={looked ? 'primary' : 'plain'}
              icon="copy"
              held={going !== null}
              onClick={() => {
                onCopy()
                close()
              }}
            >
              {looked ? 'Copy' : 'Copy unchecked'}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}
