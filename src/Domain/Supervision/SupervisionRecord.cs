using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Supervision;

/// <summary>Supervision that somebody, or several together, had: when, of what, with whom and what was agreed.</summary>
public sealed class SupervisionRecord : StaffRecord<SupervisionRecordId>
{
    public const string Code = "supervision_record";
    public const int MaxSupervisees = 20;
    public const int MaxActions = 20;
    public const int MinMinutes = 5;
    public const int MaxMinutes = 480;

    private readonly List<SupervisionSupervisee> _supervisees = [];
    private readonly List<SupervisionAgreement> _agreedActions = [];

    private SupervisionRecord(TrustId trustId, SchoolId schoolId, StaffId? recordedById, DateTimeOffset now)
        : base(trustId, SupervisionRecordId.From(Guid.CreateVersion7(now)), schoolId, recordedById, now) { }

    private SupervisionRecord() { }

    public SupervisionKind Kind { get; private set; }
    public SupervisionForm Form { get; private set; }

    /// <summary>The day, Europe/London.</summary>
    public DateOnly HeldOn { get; private set; }
    public int Minutes { get; private set; }

    /// <summary>Who supervised; null when it was somebody from elsewhere.</summary>
    public StaffId? SupervisorId { get; private set; }

    /// <summary>The name of somebody from elsewhere who supervised.</summary>
    public string? OutsideSupervisor { get; private set; }
    public string? OutsideOrganisation { get; private set; }

    /// <summary>What was talked about.</summary>
    public string? Notes { get; private set; }
    public DateOnly? NextDueOn { get; private set; }

    public IReadOnlyList<SupervisionSupervisee> Supervisees => _supervisees;
    public IReadOnlyList<SupervisionAgreement> AgreedActions => _agreedActions;

    /// <param name="today">The day of now, Europe/London.</param>
    public static Result<SupervisionRecord> Record(TrustId trustId, NewSupervision held, StaffId? recordedById, DateOnly today, DateTimeOffset now)
    {
        if (Refusal(held, today) is { } refused)
        {
            return refused;
        }

        Guard.InRange(held.SuperviseeIds.Count, 1, MaxSupervisees);
        Guard.InRange(held.AgreedActions.Count, 0, MaxActions);
        var record = new SupervisionRecord(trustId, held.SchoolId, recordedById, now)
        {
            Kind = held.Kind,
            Form = held.Form,
            HeldOn = held.HeldOn,
            Minutes = Guard.InRange(held.Minutes, MinMinutes, MaxMinutes),
            SupervisorId = held.SupervisorId,
            OutsideSupervisor = Guard.OptionalText(held.OutsideSupervisor, Limits.Title),
            OutsideOrganisation = Guard.OptionalText(held.OutsideOrganisation, Limits.Title),
            Notes = Guard.OptionalText(held.Notes, Limits.Text),
            NextDueOn = held.NextDueOn,
        };
        record._supervisees.AddRange(held.SuperviseeIds.Select((id, i) => new SupervisionSupervisee(record, id, i)));
        record._agreedActions.AddRange(held.AgreedActions.Select((a, i) => new SupervisionAgreement(record, a, i)));
        return record;
    }

    private static Error? Refusal(NewSupervision held, DateOnly today) => held switch
    {
        _ when (held.SupervisorId is null) == (held.OutsideSupervisor is null) => SupervisionErrors.OneSupervisor,
        { OutsideSupervisor: null, OutsideOrganisation: not null } => SupervisionErrors.OneSupervisor.At("/outsideOrganisation"),
        { SupervisorId: { } by } when held.SuperviseeIds.Contains(by) => SupervisionErrors.OwnSupervisor.At("/supervisorId"),
        _ when held.SuperviseeIds.Distinct().Count() < held.SuperviseeIds.Count => SupervisionErrors.DuplicateSupervisee.At("/superviseeIds"),
        { Form: SupervisionForm.Individual, SuperviseeIds.Count: > 1 } => SupervisionErrors.IndividualIsOfOne.At("/superviseeIds"),
        _ when held.HeldOn > today => SupervisionErrors.InTheFuture.At("/heldOn"),
        _ when held.NextDueOn <= held.HeldOn => SupervisionErrors.NextBeforeHeld.At("/nextDueOn"),
        _ => null,
    };
}

/// <summary>Supervision as it is first told.</summary>
public sealed record NewSupervision
{
    public required SchoolId SchoolId { get; init; }
    public required SupervisionKind Kind { get; init; }
    public required SupervisionForm Form { get; init; }
    public required DateOnly HeldOn { get; init; }
    public required int Minutes { get; init; }
    public required IReadOnlyList<StaffId> SuperviseeIds { get; init; }
    public StaffId? SupervisorId { get; init; }
    public string? OutsideSupervisor { get; init; }
    public string? OutsideOrganisation { get; init; }
    public string? Notes { get; init; }
    public IReadOnlyList<AgreedAction> AgreedActions { get; init; } = [];
    public DateOnly? NextDueOn { get; init; }
}

/// <summary>What is to be done, and by when.</summary>
public sealed record AgreedAction(string Text, DateOnly? DueOn);

/// <summary>One person who was supervised.</summary>
public sealed class SupervisionSupervisee : IPartOf<SupervisionRecord>
{
    internal SupervisionSupervisee(SupervisionRecord record, StaffId staffId, int position) =>
        (TrustId, SupervisionRecordId, StaffId, Position) = (record.TrustId, record.Id, staffId, position);

    private SupervisionSupervisee() { }

    public TrustId TrustId { get; private set; }
    public SupervisionRecordId SupervisionRecordId { get; private set; }
    public StaffId StaffId { get; private set; }

    /// <summary>Its place in the list, from 0.</summary>
    public int Position { get; private set; }

    Guid IPart.RootId => SupervisionRecordId.Value;
}

/// <summary>One thing that was agreed.</summary>
public sealed class SupervisionAgreement : IPartOf<SupervisionRecord>
{
    internal SupervisionAgreement(SupervisionRecord record, AgreedAction action, int position)
    {
        (TrustId, SupervisionRecordId, Position) = (record.TrustId, record.Id, position);
        (Text, DueOn) = (Guard.Text(action.Text, Limits.Reason), action.DueOn);
    }

    private SupervisionAgreement() { }

    public TrustId TrustId { get; private set; }
    public SupervisionRecordId SupervisionRecordId { get; private set; }

    /// <summary>Its place in the list, from 0.</summary>
    public int Position { get; private set; }
    public string Text { get; private set; } = "";
    public DateOnly? DueOn { get; private set; }

    Guid IPart.RootId => SupervisionRecordId.Value;
}
