import type { Content, Decision, Option } from '../../../core/contract/decision.ts'
import { Dialog } from '../ui/dialog.tsx'
import type { GateSetup } from './gate-setup.ts'
import { gateWords } from './gate-words.ts'
import type { NamedOption } from './named-options.ts'

/** Ways of deciding that take more than a press. */
export type Opened<Value> =
  | { what: 'change'; option: Option; value: Value }
  | { what: 'own' }
  | { what: 'mix' }

interface GateDialogProps<Value> {
  setup: GateSetup<Value>
  opened: Opened<Value>
  options: NamedOption[]
  busy: boolean
  onDecide: (how: Decision['how'], optionIds: string[], content: Content) => void
  onClosed: () => void
}

/** An option changed before it is taken, several mixed, or the creator's own. */
export function GateDialog<Value>(props: GateDialogProps<Value>) {
  const { setup, opened, options, busy, onDecide, onClosed } = props
  const { Form, Mix } = setup
  const { name } = gateWords[setup.gate]
  const title =
    opened.what === 'change'
      ? `Change this ${name}`
      : opened.what === 'own'
        ? `Your own ${name}`
        : `Mix ${name}s`
  return (
    <Dialog title={title} shape="sheet" onClosed={onClosed}>
      {close =>
        opened.what === 'mix' ? (
          <Mix
            options={options}
            busy={busy}
            onDone={(content, ids) => onDecide('mixed', ids, content)}
            onLeave={close}
          />
        ) : (
          <Form
            value={opened.what === 'change' ? opened.value : null}
            busy={busy}
            onDone={value => {
              const content = setup.write(value)
              if (opened.what === 'own') return onDecide('own', [], content)
              const same = JSON.stringify(content) === JSON.stringify(opened.option.content)
              onDecide(same ? 'taken' : 'edited', [opened.option.id], content)
            }}
            onLeave={close}
          />
        )
      }
    </Dialog>
  )
}
