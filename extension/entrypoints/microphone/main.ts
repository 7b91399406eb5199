const said = document.querySelector('[role="status"]')!
const button = document.querySelector('button')!

/** What the browser says, in words that say what to do. */
const refusals: Record<string, string> = {
  NotAllowedError:
    'Chrome said no. Click the sign beside the address above, allow the microphone for this page, and press again.',
  NotFoundError: 'No microphone was found. Plug one in and press again.',
}

button.addEventListener('click', async () => {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    // Nothing is listened to here: the question was all.
    for (const track of stream.getTracks()) track.stop()
    said.textContent = 'Done. Close this tab and press the microphone in the panel again.'
    button.hidden = true
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    said.textContent = refusals[name] ?? 'The microphone cannot be used just now. Try again, or type.'
  }
})
