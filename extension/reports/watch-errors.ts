/** Hears of what nobody caught: errors, and promises that nobody waited for. The browser says it in its console as well. */
export function watchErrors(target: EventTarget, broke: (thrown: unknown) => void): () => void {
  const onError = (event: Event) => {
    const { error } = event as ErrorEvent
    // Without one it is a note of the browser's: of an observer that was too slow, of a script that is not ours.
    if (error) broke(error)
  }
  const onRejection = (event: Event) => broke((event as PromiseRejectionEvent).reason)
  target.addEventListener('error', onError)
  target.addEventListener('unhandledrejection', onRejection)
  return () => {
    target.removeEventListener('error', onError)
    target.removeEventListener('unhandledrejection', onRejection)
  }
}
