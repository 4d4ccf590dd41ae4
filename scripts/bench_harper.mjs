// Lints one text with Harper (npm harper.js), as a whole process.
import { LocalLinter } from 'harper.js';
import { binaryInlined } from 'harper.js/binaryInlined';
import fs from 'node:fs';

const linter = new LocalLinter({ binary: binaryInlined });
await linter.lint(fs.readFileSync(process.argv[2], 'utf8'));
