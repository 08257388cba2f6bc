import { Controller, Get, Header } from '@nestjs/common';
{{imports}}

/** Says whether the application can serve. Open to anybody: it tells no more than that. */
{{classMarks}}
@Controller('healthz')
export class HealthController {
{{constructor}}
{{methodMarks}}
  @Get()
  @Header('Cache-Control', 'no-store')
  async check(): Promise<{ status: string }> {
    await requireDatabase({{argument}});
    return { status: 'ok' };
  }
}
