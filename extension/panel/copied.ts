import type { Feedback } from './feedback.ts'

/** Puts a text on the clipboard and says so, or what stands in the way. @returns whether it is there */
export async function copied(
  feedback: Pick<Feedback, 'toast'>,
  text: string,
  said = 'Copied as Markdown, with its links',
): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    feedback.toast({
      tone: 'bad',
      text: 'The browser did not let it be copied. Click into the panel and try again.',
    })
    return false
  }
  feedback.toast({ tone: 'calm', text: said })
  return true
}
