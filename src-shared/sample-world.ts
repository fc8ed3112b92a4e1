/** The sample world: units and accounts that exist only where the server was started with `--sample`. All names are invented. */

export const sampleUnit = { name: '云州市示范实验小学（样例）', taxId: '12530100MB1234567Q' }
export const secondSampleUnit = { name: '云州市第二人民医院（样例）', taxId: '12530100MB7654321M' }

export const sampleAccounts = { desk1: 'desk1', desk2: 'desk2', review1: 'review1', review2: 'review2', admin1: 'admin1' } as const
export const samplePassword = 'Sample-2026-desk'
