import { type ReadonlySignal, signal } from '@preact/signals'

export interface Toast {
  id: number
  text: string
  tone: 'calm' | 'bad'
  /** The way back, while it shows. */
  undo?: () => void
}

/** What the panel says in passing: toasts for the eye (screen readers hear them too), and words for the ear alone. */
export interface Feedback {
  toasts: ReadonlySignal<Toast[]>
  /** For screen readers: spoken when they have finished what they are saying. */
  spoken: ReadonlySignal<string>
  toast: (toast: Omit<Toast, 'id'>) => void
  dismiss: (id: number) => void
  say: (words: string) => void
}

/** More than three would cover the work. */
const atOnce = 3

export function createFeedback(): Feedback {
  const toasts = signal<Toast[]>([])
  const spoken = signal('')
  let last = 0
  return {
    toasts,
    spoken,
    toast(toast) {
      last += 1
      toasts.value = [...toasts.value, { ...toast, id: last }].slice(-atOnce)
    },
    dismiss(id) {
      toasts.value = toasts.value.filter(toast => toast.id !== id)
    },
    say(words) {
      spoken.value = words
    },
  }
}
