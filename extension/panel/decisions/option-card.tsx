import type { Citation } from '../../../core/contract/brief.ts'
import type { Option } from '../../../core/contract/decision.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Writing } from '../writing.tsx'
import type { GateSetup } from './gate-setup.ts'
import { gateWords } from './gate-words.ts'
import { SpeaksFor } from './speaks-for.tsx'

interface OptionCardProps<Value> {
  setup: GateSetup<Value>
  option: Pick<Option, 'content' | 'why' | 'leavesOut' | 'evidence'>
  /** "Option A". */
  name: string
  /** It is what stands now. */
  chosen: boolean
  busy: boolean
  held: boolean
  onTake: () => void
  onChange: () => void
}

/** What speaks for the whole, and what its beats rest on. */
const backing = ({ content, evidence }: Pick<Option, 'content' | 'evidence'>): Citation[] => [
  ...evidence,
  ...(content.gate === 'outline' ? content.outline.beats.flatMap(beat => beat.evidence) : []),
]

/** One option with its reasons, what backs it and what it gives up. Nothing happens before the creator takes it. */
export function OptionCard<Value>(props: OptionCardProps<Value>) {
  const { setup, option, name, chosen, busy, held, onTake, onChange } = props
  const value = setup.read(option.content)
  if (value === null) return null
  const { Body } = setup
  const take = chosen ? 'Take it again' : 'Take it'
  const { why, leavesOut } = option
  return (
    <article
      class={`option${chosen ? ' option--chosen' : ''}`}
      aria-label={`${name}: ${setup.titleOf(value)}`}
    >
      <p class="option__name">
        {name} {chosen && <Chip shape="good">taken</Chip>}
      </p>
      <h3 class="option__title" dir="auto">
        {setup.titleOf(value)}
      </h3>
      <Body value={value} />
      {(why || leavesOut) && (
        <dl class="option__facts">
          {why && (
            <div>
              <dt>Why</dt>
              <dd dir="auto">{why}</dd>
            </div>
          )}
          {leavesOut && (
            <div>
              <dt>Leaves out</dt>
              <dd dir="auto">{leavesOut}</dd>
            </div>
          )}
        </dl>
      )}
      <SpeaksFor evidence={backing(option)} />
      <Writing>
        <div class="option__acts">
          <Button
            small
            tone={chosen ? 'plain' : 'primary'}
            icon="check"
            busy={busy}
            held={held}
            aria-label={`${take}: ${gateWords[setup.gate].name} ${name.replace(/^Option /, '')}`}
            onClick={onTake}
          >
            {take}
          </Button>
          <Button small icon="pen" held={held || busy} onClick={onChange}>
            Change it
          </Button>
        </div>
      </Writing>
    </article>
  )
}
