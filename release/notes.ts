/**
 * What a changelog says under the heading of a version (`## 1.2.0 – 2026-12-01`; `v1.2.0` asks for the same), without the
 * heading; null where there is no such heading, or nothing under it.
 */
export function releaseNotes(changelog: string, version: string): string | null {
  const wanted = version.replace(/^v/, '')
  const lines = changelog.split(/\r?\n/)
  const from = lines.findIndex(line => /^## \[?([^\]\s]+)/.exec(line)?.[1] === wanted)
  if (from < 0) return null
  const length = lines.slice(from + 1).findIndex(line => line.startsWith('## '))
  const text = lines
    .slice(from + 1, length < 0 ? undefined : from + 1 + length)
    .join('\n')
    .trim()
  return text === '' ? null : text
}
