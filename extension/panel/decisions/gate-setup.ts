import type { ComponentType } from 'preact'
import type { Content, Gate } from '../../../core/contract/decision.ts'
import type { NamedOption } from './named-options.ts'

export interface FormProps<Value> {
  /** What is changed; null: the creator begins with nothing. */
  value: Value | null
  busy: boolean
  onDone: (value: Value) => void
  onLeave: () => void
}

export interface MixProps {
  /** Those that can be mixed, with the names that they are shown by. */
  options: NamedOption[]
  busy: boolean
  onDone: (content: Content, optionIds: string[]) => void
  onLeave: () => void
}

/** What one of the three decisions is about: how it is shown, changed and mixed. */
export interface GateSetup<Value> {
  gate: Gate
  /** Of another gate's content: null. */
  read: (content: Content) => Value | null
  write: (value: Value) => Content
  titleOf: (value: Value) => string
  /** What an option says, under its title. */
  Body: ComponentType<{ value: Value }>
  Form: ComponentType<FormProps<Value>>
  Mix: ComponentType<MixProps>
}
