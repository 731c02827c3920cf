using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.PlanTemplates.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.PlanTemplates;

/// <summary>A version from which a plan is to be made.</summary>
internal sealed record ChosenTemplate(PlanType Type, PlanTemplateUse Use, PlanTemplateContent Content);

internal sealed class PlanTemplateLoading(IAppDbContext db, IAnswers answers, ICaller caller)
{
    public Task<PlanTemplate?> WholeAsync(Guid id, CancellationToken ct)
    {
        var template = new PlanTemplateId(id);
        return db.Set<PlanTemplate>().Include(t => t.Versions).SingleOrDefaultAsync(t => t.Id == template, ct);
    }

    /// <summary>Loads, does the one thing, and answers with the whole template.</summary>
    public async Task<Result<PlanTemplateDto>> ChangeAsync(Guid id, int version, Func<PlanTemplate, Result> change, CancellationToken ct)
    {
        var template = await WholeAsync(id, ct);
        return template is null ? CommonErrors.NotFound
            : (template.Check(version).Error ?? change(template).Error) is { } refused ? refused
            : answers.Map<PlanTemplateDto>(template);
    }

    /// <summary>The version of that number, or else the latest, for a plan of that school.</summary>
    public async Task<Result<ChosenTemplate>> ChooseAsync(Guid templateId, int? number, SchoolId school, CancellationToken ct)
    {
        var id = new PlanTemplateId(templateId);
        var found = caller.ReachOf(Permissions.PlanTemplatesRead).Includes(school)
            ? await db.Set<PlanTemplate>().AsNoTracking().Where(t => t.Id == id)
                .Select(t => new { t.Type, t.Status, Version = t.Versions.FirstOrDefault(v => v.Number == (number ?? t.PublishedVersion)) })
                .SingleOrDefaultAsync(ct)
            : null;
        return found switch
        {
            null => CommonErrors.UnknownReference.At("/templateId"),
            { Status: not PlanTemplateStatus.Published } => PlanTemplateErrors.NotPublished.At("/templateId"),
            { Version: null } => CommonErrors.UnknownReference.At("/templateVersion"),
            _ => new ChosenTemplate(found.Type, new PlanTemplateUse(id, found.Version.Number), found.Version.Content),
        };
    }
}
