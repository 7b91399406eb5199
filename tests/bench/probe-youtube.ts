import { readFileSync } from 'node:fs'
import { panelReader } from './panel-cues.ts'
import { tellBody } from './youtube-body.ts'

const files = process.argv.slice(2)
if (!files.length) {
  console.error('Name the files with recorded bodies: npm run probe:youtube -- FILE…')
  process.exit(1)
}
const panel = panelReader()
try {
  for (const file of files) {
    try {
      const body = await tellBody(readFileSync(file), panel.cues)
      console.log(JSON.stringify({ file, ...body }))
    } catch (error) {
      console.error(`${file}: ${error instanceof Error ? error.message : error}`)
      process.exitCode = 1
    }
  }
} finally {
  await panel.close()
}
