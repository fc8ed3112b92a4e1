/** `npm run models -- list | add [--name N] [--version V] [--licence L] [--source S] FILE... | use NAME`: the reading models on this computer. */
import { parseArgs } from 'node:util'
import { fileRoles, installModel, useModel } from './reading/install-model.ts'
import { idOf, installedModels, modelInUse, ModelRefused, modelsFolder } from './reading/models.ts'

const usage = `用法 usage:
  npm run models -- list
  npm run models -- add --name NAME [--version V] [--licence L] [--source S] FILE...
  npm run models -- use NAME`

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { name: { type: 'string' }, version: { type: 'string', default: '1' }, licence: { type: 'string', default: 'unknown' }, source: { type: 'string', default: 'a person' } },
  })
  const [command, ...rest] = positionals
  if (command === 'list' && rest.length === 0) list()
  else if (command === 'add' && values.name && rest.length > 0) {
    const model = await installModel({ name: values.name, version: values.version, licence: values.licence, source: values.source, files: fileRoles(rest) })
    process.stdout.write(`已安装 installed: ${idOf(model)}\n`)
  } else if (command === 'use' && rest.length === 1) process.stdout.write(`正在使用 in use: ${idOf(useModel(rest[0]!))}\n`)
  else {
    process.stderr.write(`${usage}\n`)
    return 2
  }
  return 0
}

function list(): void {
  const inUse = modelInUse()
  for (const model of installedModels()) {
    process.stdout.write(`${inUse && idOf(inUse) === idOf(model) ? '*' : ' '} ${idOf(model)}  ${model.licence}  ${model.source}\n`)
    for (const [role, { path, sha256 }] of Object.entries(model.files)) process.stdout.write(`    ${role.padEnd(10)} ${sha256}  ${path}\n`)
  }
  process.stdout.write(`文件夹 folder: ${modelsFolder()}\n`)
}

try {
  process.exitCode = await run()
} catch (error) {
  if (error instanceof ModelRefused) process.stderr.write(`未安装 refused (${error.fault}): ${error.message}\n`)
  else process.stderr.write(`${usage}\n${String(error)}\n`)
  process.exitCode = error instanceof ModelRefused ? 1 : 2
}
