using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Persistence.Configurations;

internal sealed class AssessmentConfiguration : IEntityTypeConfiguration<Assessment>
{
    // The programme is a foreign key in the database only: it stands already when an assessment names it.
    public void Configure(EntityTypeBuilder<Assessment> builder)
    {
        builder.ToTable("assessments");
        builder.HasOne<School>().WithMany().HasForeignKey(a => new { a.TrustId, a.SchoolId });
        builder.HasOne<Pupil>().WithMany().HasForeignKey(a => new { a.TrustId, a.PupilId });
        builder.HasMany(a => a.Scores).WithOne().HasForeignKey(s => new { s.TrustId, s.AssessmentId });
    }
}

internal sealed class AssessmentScoreConfiguration : IEntityTypeConfiguration<AssessmentScore>
{
    public void Configure(EntityTypeBuilder<AssessmentScore> builder) =>
        builder.ToTable("assessment_scores").HasKey(s => new { s.TrustId, s.AssessmentId, s.Scale });
}

internal sealed class AssessmentInstrumentConfiguration : IEntityTypeConfiguration<AssessmentInstrument>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    public void Configure(EntityTypeBuilder<AssessmentInstrument> builder)
    {
        builder.ToTable("assessment_instruments");
        builder.Property(i => i.Respondents).HasConversion(
            v => v.Select(EnumCodes<AssessmentRespondent>.Format).ToArray(),
            v => v.Select(EnumCodes<AssessmentRespondent>.Parse).ToArray(),
            Lists.Comparer<AssessmentRespondent>());
        builder.Property(i => i.Scales).HasColumnType("jsonb").HasConversion(
            v => JsonSerializer.Serialize(v, Json), v => JsonSerializer.Deserialize<InstrumentScale[]>(v, Json)!, Lists.Comparer<InstrumentScale>());
        builder.Property(i => i.Total).HasColumnType("jsonb").HasConversion(
            v => JsonSerializer.Serialize(v, Json), v => JsonSerializer.Deserialize<InstrumentScale>(v, Json)!);
    }
}
