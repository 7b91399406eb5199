import { readFileSync } from 'node:fs'
import { releaseNotes } from './notes.ts'

// `npm run release-notes -- v1.2.0`: what CHANGELOG.md says of that version, for the page of the release.
const [version = ''] = process.argv.slice(2)
const notes = releaseNotes(readFileSync('CHANGELOG.md', 'utf8'), version)
if (notes) console.log(notes)
else {
  const heading = `“## ${version.replace(/^v/, '') || '1.2.0'} – YYYY-MM-DD”`
  console.error(
    `CHANGELOG.md has nothing for version ${version || '(none was said)'}: put ${heading} over what changed.`,
  )
  process.exitCode = 1
}
