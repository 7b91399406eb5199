import type { Angle } from '../../../core/contract/decision.ts'
import type { GateSetup } from '../decisions/gate-setup.ts'
import { AngleBody } from './angle-body.tsx'
import { AngleForm } from './angle-form.tsx'
import { MixAngles } from './mix-angles.tsx'

/** The decision on what the video is about: the first of the three. */
export const angleGate: GateSetup<Angle> = {
  gate: 'angle',
  read: content => (content.gate === 'angle' ? content.angle : null),
  write: angle => ({ gate: 'angle', angle }),
  titleOf: angle => angle.title,
  Body: AngleBody,
  Form: AngleForm,
  Mix: MixAngles,
}
