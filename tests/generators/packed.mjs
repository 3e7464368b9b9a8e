// Writes tests/samples/packed/: one small snapshot as other people's programs pack it.
// node tests/generators/packed.mjs; needs xz, zip, tar, zstd and gzip on the machine.

import {execFileSync, execSync} from 'node:child_process';
import fs from 'node:fs';
import {fileURLToPath} from 'node:url';
import zlib from 'node:zlib';
import {randomPair} from './random.mjs';

const folder = fileURLToPath(new URL('../samples/packed/', import.meta.url));
fs.rmSync(folder, {recursive: true, force: true});
fs.mkdirSync(folder, {recursive: true});
const NAME = 'small.heapsnapshot';
const text = randomPair(7).after;
fs.writeFileSync(folder + NAME, text);
const run = command => execSync(command, {cwd: folder, shell: '/bin/bash'});

run(`xz -9e -k -c ${NAME} > small.xz && head -c 8 /dev/zero >> small.xz && xz -T2 --check=crc32 -c < /dev/null >> small.xz`);
run(`cat ${NAME} | zstd -q --long=31 -c > small.long.zst`);
run(`zip -q -X small.zip ${NAME}`);
run(`zip -q -X -0 small.stored.zip ${NAME}`);
run(`cat ${NAME} | zip -q -X small.streamed.zip -`);
run(`gzip -n -k ${NAME} && zip -q -X -0 small.gz.zip ${NAME}.gz && rm ${NAME}.gz`);
const tar = 'tar --owner=0 --group=0 --mtime=@0 --sort=name';
const long = `${'a-folder-with-a-long-name/'.repeat(5)}${NAME}`;
run(`mkdir -p $(dirname ${long}) && cp ${NAME} ${long}`);
run(`${tar} --format=gnu -cf small.tar a-folder-with-a-long-name`);
run(`${tar} --format=pax -cf - a-folder-with-a-long-name | gzip -n > small.tar.gz`);
run(`${tar} --format=ustar -cf - ${NAME} | xz > small.tar.xz`);
fs.rmSync(`${folder}a-folder-with-a-long-name`, {recursive: true});
fs.writeFileSync(`${folder}small.br`, zlib.brotliCompressSync(text));
execFileSync('ls', ['-l', folder], {stdio: 'inherit'});
