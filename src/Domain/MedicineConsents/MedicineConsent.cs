using PupilSupport.Domain.Common;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;
using static PupilSupport.Domain.MedicineConsents.MedicineConsentErrors;

namespace PupilSupport.Domain.MedicineConsents;

/// <summary>Leave to give a pupil one medicine, up to one dose at a time, at one school.</summary>
public sealed class MedicineConsent : AggregateRoot<MedicineConsentId>, IChronicled, ITaskSource
{
    private MedicineConsent(TrustId trustId, SchoolId schoolId, PupilId pupilId, StaffId recordedById, DateTimeOffset now)
        : base(trustId, MedicineConsentId.From(Guid.CreateVersion7(now)), now) =>
        (SchoolId, PupilId, RecordedById) = (schoolId, pupilId, recordedById);

    private MedicineConsent() { }

    public SchoolId SchoolId { get; private set; }
    public PupilId PupilId { get; private set; }
    public MedicineConsentStatus Status { get; private set; }
    public string MedicineName { get; private set; } = "";

    /// <summary>The folded name: see <see cref="Medicines.MedicineName.KeyOf"/>.</summary>
    public string MedicineKey { get; private set; } = "";

    /// <summary>The most at a time.</summary>
    public decimal Dose { get; private set; }
    public DoseUnit DoseUnit { get; private set; }
    public string? Instructions { get; private set; }

    /// <summary>Who gave it, or who is asked for it; null when the pupil gave it.</summary>
    public ContactId? GivenByContactId { get; private set; }
    public ConsentGiver? Giver { get; private set; }
    public ConsentMethod? Method { get; private set; }
    public DateTimeOffset? GivenAt { get; private set; }

    /// <summary>The last day, included.</summary>
    public DateOnly? ExpiresOn { get; private set; }
    public string? CompetenceNote { get; private set; }
    public StaffId? CompetenceAssessedById { get; private set; }

    /// <summary>Whether only the medical lead and the DSL may know of it.</summary>
    public bool IsConfidential { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public ContactId? WithdrawnByContactId { get; private set; }
    public string? WithdrawReason { get; private set; }
    public StaffId RecordedById { get; private set; }

    string IChronicled.ChronologyKind => MedicineConsentRules.Kind;

    IEnumerable<StaffId> IChronicled.Owners => [];

    string ITaskSource.TaskSourceKind => MedicineConsentRules.Kind;

    TaskStanding ITaskSource.StandingOf(WorkTaskKind kind) => MedicineConsentRules.StandingOf(kind, Status);

    /// <summary>Takes down that consent is asked for.</summary>
    public static Result<MedicineConsent> Request(
        TrustId trustId, SchoolId schoolId, PupilId pupilId, MedicineConsentPlan plan, StaffId recordedById, DateTimeOffset now)
    {
        var consent = new MedicineConsent(trustId, schoolId, pupilId, recordedById, now);
        return consent.Take(plan, LondonTime.DateOf(now)) is { } refused ? refused : consent;
    }

    /// <summary>Takes down a consent that was given already. It alone can be confidential.</summary>
    public static Result<MedicineConsent> RecordGiven(
        TrustId trustId, SchoolId schoolId, PupilId pupilId, MedicineConsentPlan plan, ConsentGift gift, MedicationPolicy policy, DateTimeOffset now)
    {
        var consent = new MedicineConsent(trustId, schoolId, pupilId, gift.RecordedById, now);
        var from = LondonTime.DateOf(gift.GivenAt ?? now);
        if ((consent.Take(plan, from) ?? consent.TakeGift(gift, policy, now)) is { } refused)
        {
            return refused;
        }

        consent.IsConfidential = gift.ByPupil is { Confidential: true };
        return consent;
    }

    public Result Give(ConsentGift gift, MedicationPolicy policy, DateTimeOffset now)
    {
        var move = MedicineConsentRules.States.Move(Status, MedicineConsentAction.Give);
        if ((move.Error ?? BecomesConfidential(gift) ?? TakeGift(gift, policy, now)) is { } refused)
        {
            return refused;
        }

        return Result.Success;
    }

    /// <summary>Takes it back, or refuses what was asked. Its orders are stopped beside it, in the same save.</summary>
    public Result Withdraw(string reason, ContactId? by, DateTimeOffset now)
    {
        var move = MedicineConsentRules.States.Move(Status, MedicineConsentAction.Withdraw);
        if (!move.IsSuccess)
        {
            return move.Error;
        }

        (Status, WithdrawnAt, WithdrawnByContactId) = (move.Value, now, by);
        WithdrawReason = Guard.Text(reason, Limits.Reason);
        return Result.Success;
    }

    /// <summary>Closes it when its last day is over.</summary>
    /// <returns>Whether it was closed.</returns>
    public bool Expire(DateOnly today)
    {
        if (!MedicineConsentRules.States.Allows(Status, MedicineConsentAction.Expire) || !(ExpiresOn < today))
        {
            return false;
        }

        Status = MedicineConsentStatus.Expired;
        return true;
    }

    /// <summary>Whether it held at that instant. It reads times, not the state, so it is right about the past and on the night of its end.</summary>
    public bool IsGivenAt(DateTimeOffset at) =>
        GivenAt <= at && !(WithdrawnAt <= at) && !(ExpiresOn < LondonTime.DateOf(at));

    /// <summary>Whether it allows that much of that medicine at a time.</summary>
    public bool Covers(string medicineKey, decimal dose, DoseUnit unit) => medicineKey == MedicineKey && unit == DoseUnit && dose <= Dose;

    public IEnumerable<ChronologyMark> ChronologyMarks() =>
        [new ChronologyMark(PupilId, GivenAt ?? RecordedAt, SensitivityLabel.Health, IsVoid: false)];

    private Error? Take(MedicineConsentPlan plan, DateOnly from)
    {
        (MedicineName, MedicineKey) = (Guard.Text(plan.MedicineName, Limits.Title), Medicines.MedicineName.KeyOf(plan.MedicineName));
        (Dose, DoseUnit, ExpiresOn) = (plan.Dose, plan.DoseUnit, plan.ExpiresOn);
        Instructions = Guard.OptionalText(plan.Instructions, Limits.Text);
        GivenByContactId = plan.Asked?.Id;
        return this switch
        {
            { MedicineKey: "" } => NameUnreadable.At("/medicineName"),
            _ when plan.ExpiresOn < from => ExpiresBeforeGiven.At("/expiresOn"),
            _ when plan.Asked is { } asked && RightOf(asked) is null => NoResponsibility.At("/givenByContactId"),
            _ => null,
        };
    }

    private Error? TakeGift(ConsentGift gift, MedicationPolicy policy, DateTimeOffset now)
    {
        if (gift is not { GivenAt: { } at, Method: { } method })
        {
            return GivenIncomplete.At(gift.GivenAt is null ? "/givenAt" : "/method");
        }

        var giver = gift.ByPupil is null ? (gift.Contact is { } contact ? RightOf(contact) : null) : ConsentGiver.Pupil;
        if ((Untimely(at, policy, now) ?? NoGiver(gift) ?? NotCompetent(gift.ByPupil, at)) is { } refused)
        {
            return refused;
        }

        (Status, GivenAt, Method, Giver, GivenByContactId) = (MedicineConsentStatus.Given, at.ToUniversalTime(), method, giver, gift.Contact?.Id);
        CompetenceNote = Guard.OptionalText(gift.ByPupil?.AssessedNote, Limits.Text);
        CompetenceAssessedById = CompetenceNote is null ? null : gift.RecordedById;
        return null;
    }

    private Error? Untimely(DateTimeOffset at, MedicationPolicy policy, DateTimeOffset now) => at switch
    {
        _ when at > now.AddMinutes(policy.AheadMinutes) => GivenInFuture.At("/givenAt"),
        _ when ExpiresOn < LondonTime.DateOf(at) => ExpiresBeforeGiven.At("/givenAt"),
        _ => null,
    };

    private static Error? NoGiver(ConsentGift gift) => gift switch
    {
        { Contact: null, ByPupil: null } or { Contact: not null, ByPupil: not null } => GiverRequired.At("/givenByContactId"),
        { Contact: { } contact } when RightOf(contact) is null => NoResponsibility.At("/givenByContactId"),
        _ => null,
    };

    private static Error? NotCompetent(SelfConsent? self, DateTimeOffset at) =>
        self is { AssessedNote: null } && MedicineAge.IsUnder(self.DateOfBirth, LondonTime.DateOf(at))
            ? CompetenceNoteRequired.At("/selfConsent/assessedNote")
            : null;

    // Others may have read what was asked for.
    private static Error? BecomesConfidential(ConsentGift gift) =>
        gift.ByPupil is { Confidential: true } ? ConfidentialFromTheStart.At("/selfConsent/confidential") : null;

    private static ConsentGiver? RightOf(GivingContact contact) => contact.IsBarred ? null : MedicineConsentRules.GiverOf(contact.Responsibility);
}
