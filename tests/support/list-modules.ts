import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

// For `node --import`: writes the address of each module that the process loads to the file of MODULES_LIST.
const list = process.env.MODULES_LIST!
registerHooks({
  load(url, context, next) {
    appendFileSync(list, `${url}\n`)
    return next(url, context)
  },
})
