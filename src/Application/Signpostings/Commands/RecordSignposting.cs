using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Agencies;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Signpostings.Dtos;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Signpostings;
using PupilSupport.Domain.SupportSessions;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Signpostings.Commands;

/// <summary>A signposting to be recorded.</summary>
public record SignpostingDraft
{
    public required Guid PupilId { get; init; }

    /// <summary>An agency that is in use, of the trust or of the school to which the record belongs.</summary>
    public required Guid AgencyId { get; init; }

    /// <summary>A contact of the pupil's who may be told about the pupil.</summary>
    public required Guid ToldContactId { get; init; }

    /// <summary>When the family was told, not in the future.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the family is to be asked what became of it, Europe/London: today or later. It makes a task.</summary>
    public DateOnly? FollowUpOn { get; init; }

    [Text(Limits.Text, Min = 1)]
    public string? Note { get; init; }

    /// <summary>Why it is written down so long after; needed when it was longer ago than the school's policy for sessions says, seven days unless set.</summary>
    [Text(Limits.Reason, Min = 1)]
    public string? LateReason { get; init; }

    /// <summary><c>pastoral</c> or <c>safeguarding</c>, and not below that of the agency's services; that when absent.</summary>
    public SensitivityLabel? Label { get; init; }
}

/// <summary>Records that a family was told about an agency.</summary>
[Requires(Permissions.SignpostingsWrite), Audited("signposting.record")]
public sealed record RecordSignpostingCommand : SignpostingDraft, ICommand<SignpostingDto>
{
    [SetsRequiredMembers]
    public RecordSignpostingCommand(SignpostingDraft draft) : base(draft) { }
}

internal sealed class RecordSignpostingHandler(
    IAppDbContext db, PupilScope pupils, AgencyScope agencies, SignpostingAnswers answers, ITasks tasks, IPolicies policies, ICaller caller, TimeProvider clock)
    : ICommandHandler<RecordSignpostingCommand, SignpostingDto>
{
    public async Task<Result<SignpostingDto>> Handle(RecordSignpostingCommand request, CancellationToken cancellationToken)
    {
        if (await pupils.LoadAsync(request.PupilId, Permissions.SignpostingsWrite, cancellationToken) is not { } pupil)
        {
            return CommonErrors.UnknownReference.At("/pupilId");
        }

        var school = caller.SchoolOf(pupil, Permissions.SignpostingsWrite);
        var agency = await agencies.NameAsync(request.AgencyId, school, "/agencyId", cancellationToken);
        if ((agency.Error ?? await RefusalAsync(pupil, request, cancellationToken)) is { } refused)
        {
            return refused;
        }

        var told = new NewSignposting(new ContactId(request.ToldContactId), request.At, request.FollowUpOn, request.Note, request.LateReason, request.Label);
        var policy = await policies.OnAsync<SupportSessionPolicy>(school, LondonTime.DateOf(request.At), cancellationToken);
        var signposting = Signposting.Record(caller.TrustId, school, pupil.Id, agency.Value, told, policy, caller.StaffId, clock.GetUtcNow());
        if (!signposting.IsSuccess)
        {
            return signposting.Error;
        }

        db.Set<Signposting>().Add(signposting.Value);
        await AskAsync(signposting.Value, cancellationToken);
        return await answers.OfAsync(signposting.Value, cancellationToken);
    }

    /// <summary>A barred contact is as one that nobody knows, and nobody was told at a school before the day of admission.</summary>
    private async Task<Error?> RefusalAsync(Pupil pupil, SignpostingDraft request, CancellationToken ct)
    {
        var contact = new ContactId(request.ToldContactId);
        if (!await db.Set<ContactLink>().AnyAsync(l => l.PupilId == pupil.Id && l.ContactId == contact && !l.IsBarred, ct))
        {
            return CommonErrors.UnknownReference.At("/toldContactId");
        }

        var day = LondonTime.DateOf(request.At);
        return pupil.Enrolments.All(e => e.AdmittedOn > day) ? SupportSessionErrors.BeforeAdmission.At("/at") : null;
    }

    private async Task AskAsync(Signposting signposting, CancellationToken ct)
    {
        if (signposting.FollowUpOn is not { } day)
        {
            return;
        }

        await tasks.OpenAsync(
            new CausedTask
            {
                Kind = WorkTaskKind.FollowUpSignposting,
                SchoolId = signposting.SchoolId,
                Source = TaskSourceLink.To(signposting),
                PupilId = signposting.PupilId,
                Label = signposting.Label,
                OwnerId = signposting.RecordedById,
                Team = signposting.Label == SensitivityLabel.Safeguarding ? Role.Dsl : Role.PastoralLead,
                From = day,
                SchoolDays = 0,
            },
            ct);
    }
}
