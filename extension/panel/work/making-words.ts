import type { Gate } from '../../../core/contract/decision.ts'
import type { Made } from './readiness.ts'

/** How the panel speaks of what is made of the sources. */
export const makingWords = {
  brief: {
    icon: 'brief',
    make: 'Build brief',
    again: 'Build again',
    /** Its progress, as a part of the panel. */
    going: 'Brief in the making',
    /** Until the run says more itself. */
    label: 'Building the brief',
    failed: 'The brief was not finished',
    stopped: 'You stopped this brief',
  },
  claims: {
    icon: 'claims',
    make: 'Find claims',
    again: 'Find again',
    going: 'Claims being found',
    label: 'Finding the claims',
    failed: 'The claims were not all found',
    stopped: 'You stopped the search for claims',
  },
  angle: {
    icon: 'fork',
    make: 'Suggest three angles',
    again: 'Suggest others',
    going: 'Angles being looked for',
    label: 'Looking for three angles',
    failed: 'The angles were not all found',
    stopped: 'You stopped the search for angles',
  },
  outline: {
    icon: 'fork',
    make: 'Suggest three outlines',
    again: 'Suggest others',
    going: 'Outlines being made',
    label: 'Making three outlines',
    failed: 'The outlines were not all made',
    stopped: 'You stopped the outlines',
  },
  hook: {
    icon: 'fork',
    make: 'Suggest three hooks',
    again: 'Suggest others',
    going: 'Hooks being written',
    label: 'Writing three hooks',
    failed: 'The hooks were not all written',
    stopped: 'You stopped the hooks',
  },
} as const satisfies Record<Made | Gate, Record<string, string>>

/** What the creator waits for, and is told of. */
export type Waited = keyof typeof makingWords
