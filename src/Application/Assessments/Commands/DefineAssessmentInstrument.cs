using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments.Commands;

/// <summary>Defines a norm version of an instrument of the trust's own.</summary>
[Requires(Permissions.InstrumentsWrite), Audited("assessment_instrument.define")]
public sealed record DefineAssessmentInstrumentCommand : InstrumentDraft, ICommand<OwnInstrumentDto>
{
    [SetsRequiredMembers]
    public DefineAssessmentInstrumentCommand(InstrumentDraft draft) : base(draft) { }
}

internal sealed class InstrumentDraftValidator : AbstractValidator<DefineAssessmentInstrumentCommand>
{
    private const string Sourced = "must say where reliableChange comes from";
    private const string Stated = "must say how many points, where a source is given";

    public InstrumentDraftValidator()
    {
        RuleFor(d => d.Code).Must(IsCode).WithErrorCode("pattern").WithMessage("must be lower_snake");
        RuleFor(d => d.NormVersion).Must(v => Regex.IsMatch(v, Instrument.NormVersionPattern)).WithErrorCode("pattern").WithMessage("must have small letters, digits, dots, hyphens and underscores only");
        RuleForEach(d => d.Scales).ChildRules(s =>
        {
            s.RuleFor(d => d.Code).Must(IsCode).WithErrorCode("pattern").WithMessage("must be lower_snake");
            s.RuleForEach(d => d.Bands).ChildRules(Band);
            s.RuleFor(d => d.ReliableChangeSource).Must((d, source) => IsSourced(d.ReliableChange, source)).WithErrorCode("required").WithMessage(Sourced);
            s.RuleFor(d => d.ReliableChange).Must((d, points) => IsSourceOf(points, d.ReliableChangeSource)).WithErrorCode("required").WithMessage(Stated);
        });
        When(d => d.Total is not null, () =>
        {
            RuleForEach(d => d.Total!.Bands).ChildRules(Band).OverridePropertyName("total.bands");
            RuleFor(d => d.Total!.ReliableChangeSource).Must((d, source) => IsSourced(d.Total!.ReliableChange, source))
                .OverridePropertyName("total.reliableChangeSource").WithErrorCode("required").WithMessage(Sourced);
            RuleFor(d => d.Total!.ReliableChange).Must((d, points) => IsSourceOf(points, d.Total!.ReliableChangeSource))
                .OverridePropertyName("total.reliableChange").WithErrorCode("required").WithMessage(Stated);
        });
    }

    private static void Band(InlineValidator<BandDraft> band) => band.RuleFor(d => d.Code).Must(IsCode).WithErrorCode("pattern").WithMessage("must be lower_snake");

    private static bool IsSourced(decimal? points, string? source) => points is null || source is not null;

    private static bool IsSourceOf(decimal? points, string? source) => source is null || points is not null;

    private static bool IsCode(string code) => Regex.IsMatch(code, InstrumentScale.CodePattern);
}

internal sealed class DefineAssessmentInstrumentHandler(IAppDbContext db, IAnswers answers, ICaller caller, TimeProvider clock)
    : ICommandHandler<DefineAssessmentInstrumentCommand, OwnInstrumentDto>
{
    public async Task<Result<OwnInstrumentDto>> Handle(DefineAssessmentInstrumentCommand request, CancellationToken cancellationToken)
    {
        if (await db.Set<AssessmentInstrument>().AnyAsync(i => i.Code == request.Code && i.NormVersion == request.NormVersion, cancellationToken))
        {
            return InstrumentErrors.Exists.At("/normVersion");
        }

        var made = AssessmentInstrument.Define(caller.TrustId, request.ToInstrument(), caller.StaffId, clock.GetUtcNow());
        if (!made.IsSuccess)
        {
            return made.Error;
        }

        db.Set<AssessmentInstrument>().Add(made.Value);
        return answers.Map<OwnInstrumentDto>(made.Value);
    }
}
