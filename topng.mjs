import sharp from 'sharp'
await sharp(process.argv[2]).resize({width:1400,withoutEnlargement:true}).png().toFile(process.argv[3])
