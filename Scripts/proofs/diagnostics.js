// What the TypeScript compiler says of a project: of every file, also where another one does not parse.
const ts = require(process.argv[2] + '/typescript');
const file = process.argv[3];
const config = ts.readConfigFile(file, ts.sys.readFile).config;
const parsed = ts.parseJsonConfigFileContent(config, ts.sys, require('path').dirname(file));
const program = ts.createProgram(parsed.fileNames, parsed.options);
const all = program.getSourceFiles().filter((source) => !source.isDeclarationFile)
  .flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]);
for (const item of all) {
  console.log(`${item.file.fileName}: error TS${item.code}: ${ts.flattenDiagnosticMessageText(item.messageText, ' ')}`);
}
