/** What was typed as the length of a video: seconds, or why it cannot be that. */
export type Minutes = { ok: true; seconds: number } | { ok: false; why: string }

const LONGEST_MIN = 600

/** "8", "8.5", "8,5", "8:30"; nothing and 0 are: nobody said. */
export function minutesOf(text: string): Minutes {
  const bare = text.trim().replace(',', '.')
  if (bare === '') return { ok: true, seconds: 0 }
  const clock = /^(\d{1,4}):([0-5]?\d)$/.exec(bare)
  const minutes = clock ? Number(clock[1]) + Number(clock[2]) / 60 : Number(bare)
  if (!Number.isFinite(minutes) || minutes < 0) return { ok: false, why: 'Minutes, such as 8 or 8:30.' }
  if (minutes >= LONGEST_MIN)
    return { ok: false, why: 'Ten hours and more is not one script: plan it as several videos.' }
  return { ok: true, seconds: Math.round(minutes * 60) }
}

/** Seconds as the field shows them: "8", "8:30"; nothing for nought. */
export function minutesText(seconds: number): string {
  if (seconds === 0) return ''
  const rest = seconds % 60
  return rest === 0 ? String(seconds / 60) : `${Math.floor(seconds / 60)}:${String(rest).padStart(2, '0')}`
}
