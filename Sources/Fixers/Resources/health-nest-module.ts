import { Module } from '@nestjs/common';
{{imports}}

@Module({ {{moduleImports}}controllers: [HealthController] })
export class HealthModule {}
