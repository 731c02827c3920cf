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
    public InstrumentDraftValidator()
    {
        RuleFor(d => d.Code).Must(IsCode).WithErrorCode("pattern").WithMessage("must be lower_snake");
        RuleFor(d => d.NormVersion).Must(v => Regex.IsMatch(v, Instrument.NormVersionPattern)).WithErrorCode("pattern").WithMessage("must have small letters, digits, dots, hyphens and underscores only");
        RuleForEach(d => d.Scales).ChildRules(s =>
        {
            s.RuleFor(d => d.Code).Must(IsCode).WithErrorCode("pattern").WithMessage("must be lower_snake");
            s.RuleForEach(d => d.Bands).ChildRules(Band);
        });
        RuleForEach(d => d.Total!.Bands).ChildRules(Band).When(d => d.Total is not null).OverridePropertyName("total.bands");
    }

    private static void Band(InlineValidator<BandDraft> band) => band.RuleFor(d => d.Code).Must(IsCode).WithErrorCode("pattern").WithMessage("must be lower_snake");

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
