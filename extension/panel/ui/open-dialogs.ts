import { signal } from '@preact/signals'

/**
 * The modal dialogs that are open, the uppermost last. Everything outside of it can be neither read out nor pressed,
 * so what is said in passing is said inside.
 */
export const openDialogs = signal<readonly string[]>([])

export function openedDialog(id: string): () => void {
  openDialogs.value = [...openDialogs.value, id]
  return () => {
    openDialogs.value = openDialogs.value.filter(each => each !== id)
  }
}
