using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Supervision.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Supervision;

namespace PupilSupport.Application.Supervision.Commands;

/// <summary>Supervision that took place. Name no pupil in it.</summary>
public record SupervisionDraft
{
    /// <summary>The school that keeps the record.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>What it was of; <c>elsa</c> is what an ELSA needs every half term.</summary>
    public required SupervisionKind Kind { get; init; }
    public required SupervisionForm Form { get; init; }

    /// <summary>The day, Europe/London, not in the future.</summary>
    public required DateOnly HeldOn { get; init; }

    [Range(SupervisionRecord.MinMinutes, SupervisionRecord.MaxMinutes)]
    public required int Minutes { get; init; }

    /// <summary>Who was supervised: one, or in a group those who work for the trust.</summary>
    [Items(SupervisionRecord.MaxSupervisees, Min = 1)]
    public required IReadOnlyList<Guid> SuperviseeIds { get; init; }

    /// <summary>A member of staff who supervised; or give <c>outsideSupervisor</c>.</summary>
    public Guid? SupervisorId { get; init; }

    /// <summary>The name of somebody from elsewhere who supervised, such as an educational psychologist.</summary>
    [Text(Limits.Title, Min = 1)]
    public string? OutsideSupervisor { get; init; }

    /// <summary>Where the outside supervisor works.</summary>
    [Text(Limits.Title, Min = 1)]
    public string? OutsideOrganisation { get; init; }

    /// <summary>What was talked about, for those who took part. Name no pupil.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? Notes { get; init; }

    /// <summary>What was agreed.</summary>
    [Items(SupervisionRecord.MaxActions)]
    public IReadOnlyList<AgreedActionDto> AgreedActions { get; init; } = [];

    /// <summary>When the next is due, after <c>heldOn</c>.</summary>
    public DateOnly? NextDueOn { get; init; }
}

/// <summary>Records supervision: by one of those who took part, or by whoever sees that supervision takes place at the school.</summary>
[Requires(Permissions.SupervisionRecordsWrite), Audited("supervision_record.record")]
public sealed record RecordSupervisionCommand : SupervisionDraft, ICommand<SupervisionRecordDto>
{
    [SetsRequiredMembers]
    public RecordSupervisionCommand(SupervisionDraft draft) : base(draft) { }
}

internal sealed class RecordSupervisionHandler(
    IAppDbContext db, SupervisionAccess access, StaffRecordAnswers answers, SupervisionTasks tasks, ICaller caller, TimeProvider clock)
    : ICommandHandler<RecordSupervisionCommand, SupervisionRecordDto>
{
    public async Task<Result<SupervisionRecordDto>> Handle(RecordSupervisionCommand request, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(request, cancellationToken) is { } refused)
        {
            return refused;
        }

        var now = clock.GetUtcNow();
        var record = SupervisionRecord.Record(caller.TrustId, Of(request), caller.StaffId, LondonTime.DateOf(now), now);
        if (!record.IsSuccess)
        {
            return record.Error;
        }

        db.Set<SupervisionRecord>().Add(record.Value);
        await tasks.SettleAsync(record.Value, cancellationToken);
        return answers.Of(record.Value);
    }

    private async Task<Error?> RefusalAsync(SupervisionDraft request, CancellationToken ct)
    {
        var school = new SchoolId(request.SchoolId);
        if (!access.MayWriteAt(school) || !await access.IsSchoolAsync(school, ct))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        Guid[] people = [.. request.SuperviseeIds, .. request.SupervisorId is { } by ? [by] : Array.Empty<Guid>()];
        return await access.StrangerAsync(people, ct) switch
        {
            >= 0 and var i => CommonErrors.UnknownReference.At(i < request.SuperviseeIds.Count ? $"/superviseeIds/{i}" : "/supervisorId"),
            _ => access.MayRecord(school, people.Cast<Guid?>()) ? null : CommonErrors.InsufficientScope,
        };
    }

    private static NewSupervision Of(SupervisionDraft request) => new()
    {
        SchoolId = new(request.SchoolId),
        Kind = request.Kind,
        Form = request.Form,
        HeldOn = request.HeldOn,
        Minutes = request.Minutes,
        SuperviseeIds = [.. request.SuperviseeIds.Select(id => new StaffId(id))],
        SupervisorId = request.SupervisorId is { } id ? new StaffId(id) : null,
        OutsideSupervisor = request.OutsideSupervisor,
        OutsideOrganisation = request.OutsideOrganisation,
        Notes = request.Notes,
        AgreedActions = [.. request.AgreedActions.Select(a => new AgreedAction(a.Text, a.DueOn))],
        NextDueOn = request.NextDueOn,
    };
}
