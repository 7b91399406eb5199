import type { Outline } from '../../../core/contract/decision.ts'
import type { GateSetup } from '../decisions/gate-setup.ts'
import { MixOutlines } from './mix-outlines.tsx'
import { OutlineBody } from './outline-body.tsx'
import { OutlineForm } from './outline-form.tsx'

/** The decision on the order of the video: the second of the three. */
export const outlineGate: GateSetup<Outline> = {
  gate: 'outline',
  read: content => (content.gate === 'outline' ? content.outline : null),
  write: outline => ({ gate: 'outline', outline }),
  titleOf: outline => outline.title,
  Body: OutlineBody,
  Form: OutlineForm,
  Mix: MixOutlines,
}
